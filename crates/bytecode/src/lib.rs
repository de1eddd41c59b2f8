//! Instructions, code objects, disassembler and verifier of Hognose.
