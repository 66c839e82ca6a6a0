//! The sockets: four origins on consecutive ports of `localhost`.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use axum::Router;
use axum::serve::ListenerExt;
use thiserror::Error;
use tokio::net::TcpListener;

use crate::world::{Origins, Region, Sandbox, Shared};
use crate::{connect, control, salesforce, web};

#[derive(Debug, Error)]
pub enum ServeError {
    #[error("port {port} is taken ({source}); end the program that has it, or choose another with `--port`")]
    PortTaken { port: u16, source: std::io::Error },
    #[error("`--port {0}` leaves no room: the sandbox needs it and the three ports after it")]
    PortTooHigh(u16),
    #[error("the server stopped: {0}")]
    Stopped(#[from] std::io::Error),
}

/// Sockets that are open but not yet served, so that a taken port is told before anything starts.
#[derive(Debug)]
pub struct Server {
    pub shared: Shared,
    sockets: Vec<(TcpListener, Router)>,
}

impl Server {
    /// Takes the port and the three after it.
    pub async fn bind(port: u16, dist: PathBuf, gallery: PathBuf) -> Result<Self, ServeError> {
        port.checked_add(3).ok_or(ServeError::PortTooHigh(port))?;
        let ports = [port, port + 1, port + 2, port + 3];
        let [host, frame, home, replica] = ports;
        let (shared, deliveries) = Sandbox::new(Origins::on(ports), dist);
        let host_routes = salesforce::host_router(shared.clone()).merge(control::router(shared.clone()));
        let sockets = vec![
            (listen(host).await?, host_routes),
            (listen(frame).await?, salesforce::frame_router(shared.clone(), gallery)),
            (listen(home).await?, connect::router(&shared, Region::Home).merge(web::router(shared.clone()))),
            (listen(replica).await?, connect::router(&shared, Region::Replica)),
        ];
        tokio::spawn(connect::deliver(shared.clone(), deliveries));
        Ok(Self { shared, sockets })
    }

    /// Serves until the process ends.
    pub async fn run(self) -> Result<(), ServeError> {
        let mut tasks = tokio::task::JoinSet::new();
        for (socket, routes) in self.sockets {
            // Small messages must not wait for each other; a socket that cannot do that works all the same.
            let socket = socket.tap_io(|stream| drop(stream.set_nodelay(true)));
            tasks.spawn(async move { axum::serve(socket, routes).await });
        }
        while let Some(ended) = tasks.join_next().await {
            ended.map_err(std::io::Error::other)??;
        }
        Ok(())
    }
}

/// Only this machine may connect: the control API has no password.
async fn listen(port: u16) -> Result<TcpListener, ServeError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).await.map_err(|source| ServeError::PortTaken { port, source })
}
