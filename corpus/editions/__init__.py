"""The blocks of an edition to turns: sittings, sections, voices, narration."""
