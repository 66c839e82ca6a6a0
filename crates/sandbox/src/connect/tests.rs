//! What happens to contacts and agent, step by step.
