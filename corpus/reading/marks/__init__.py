"""Numbers set into texts: pages marked in lines and on lines of their own, and lines counted in the margin."""
