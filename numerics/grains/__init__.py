"""The numbers of the model of mixed metallic and superconducting grains."""
