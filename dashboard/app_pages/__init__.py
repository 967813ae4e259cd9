"""Streamlit pages. None of them passes text from the data to a call that renders markdown or HTML."""
