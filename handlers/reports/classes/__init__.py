"""/segments and its faces: ABC×XYZ, 123×XYZ, ABCDE."""
