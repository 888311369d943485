"""How the example's workbooks are made: the story (what is reported) and the sheets (how offices lay it out)."""
