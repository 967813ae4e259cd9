"""The app that readers see: plain HTTP routes for the map and its data, and Streamlit pages around them."""
