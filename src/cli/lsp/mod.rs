//! `lsp`: a language server on standard input and output, for writers whose editor underlines while they type.
//!
//! ```text
//! wire ─▶ link (what waits) ─▶ server (what it asks) ─▶ page (an open draft) ─▶ findings, actions, views ─▶ wire
//! ```
//!
//! The protocol is small enough to be written here: the crates that do it end the session at the first message
//! that is broken, or know only names that are strictly formed. Forms that come in are structs, what goes out is JSON.

mod actions;
mod client;
mod desk;
mod findings;
mod link;
mod page;
mod place;
mod server;
mod text;
mod views;
mod wire;

use super::{
    Ended,
    args::{Global, Served},
};
use link::Link;
use server::Server;

/// Serves an editor until it ends the session.
pub(super) fn run(global: &Global, served: &Served) -> Ended {
    let inbox = wire::listen(std::io::stdin());
    if Server::new(Link::new(inbox), (global, served)).run() { Ended::Well } else { Ended::Found }
}
