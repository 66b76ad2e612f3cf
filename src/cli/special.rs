//! Pipes, sockets and devices, which might keep their reader waiting for ever.

use std::{fs::Metadata, path::Path};

/// What a path is that is neither a file nor a folder, which might keep its reader waiting for ever.
/// A pipe that the shell has opened for us (`<(…)`, `/dev/stdin`) is as good as a file.
pub(super) fn special(path: &Path, meta: &Metadata) -> Option<&'static str> {
    let opened = ["/dev/fd", "/proc/self/fd", "/dev/stdin"].iter().any(|opened| path.starts_with(opened));
    if meta.is_file() || (opened && !is_device(meta)) {
        return None;
    }
    Some(kind(meta))
}

#[cfg(unix)]
fn kind(meta: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = meta.file_type();
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(unix)]
fn is_device(meta: &Metadata) -> bool {
    kind(meta) == "a device"
}

#[cfg(not(unix))]
fn kind(_: &Metadata) -> &'static str {
    "a device"
}

#[cfg(not(unix))]
fn is_device(_: &Metadata) -> bool {
    true
}
