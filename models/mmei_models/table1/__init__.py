"""Table 1: every model trained and measured by one protocol, and the report beside the paper's figures."""
