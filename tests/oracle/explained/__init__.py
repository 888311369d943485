"""An explanation as its reader gets it, gone through sentence by sentence (``check.complaints``)."""
