"""The coder: from sentences to reports and claims, each with its proof."""
