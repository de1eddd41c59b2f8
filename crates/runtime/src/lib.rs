//! Values, heap, frames, virtual machine and scheduler of Hognose.
