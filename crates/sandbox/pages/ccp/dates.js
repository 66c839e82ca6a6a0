// Makes real `Date` objects of the times in an update, for the wire carries numbers and Streams wants dates.

/** Revives in place and adds what the real worker adds when it hands a snapshot out. */
export function revive(update) {
  const { snapshot } = update;
  time(snapshot.state, 'startTimestamp');
  time(snapshot.status, 'startTimestamp');
  time(snapshot.agentAvailabilityState, 'timeStamp');
  for (const contact of snapshot.contacts) {
    time(contact.state, 'timestamp');
    time(contact.status, 'timestamp');
    time(contact, 'queueTimestamp');
    for (const connection of contact.connections) {
      time(connection.state, 'timestamp');
      time(connection.status, 'timestamp');
    }
  }
  const sent = snapshot.snapshotTimestamp;
  snapshot.snapshotTimestamp = new Date(sent);
  snapshot.localTimestamp = Date.now();
  snapshot.skew = sent - snapshot.localTimestamp;
  return update;
}

function time(holder, key) {
  if (holder && typeof holder[key] === 'number') {
    holder[key] = new Date(holder[key]);
  }
}
