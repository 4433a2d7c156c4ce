"""Words with boxes, as recognisers write them (hOCR, ALTO, PAGE, DjVu), to sheets for the stages of the PDF room."""
