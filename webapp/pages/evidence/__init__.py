"""Pages of evidence: quotations checked, who cites what, which pages answer each other."""
