"""What templates show: view models, highlighting, differences."""
