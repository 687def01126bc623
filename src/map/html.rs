//! The picture as a page.
use super::arrange::Picture;
use super::graph::Graph;
pub(super) fn write(graph: &Graph, picture: &Picture) -> String { super::svg::write(graph, picture) }
