"""T. K. Ng 2023: mixed metallic and superconducting grains coupled by tunnelling."""
