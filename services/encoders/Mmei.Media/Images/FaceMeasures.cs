namespace Mmei.Media.Images;

/// <summary>How fit one picture is for reading a face in it; each from 0, good, to 1.</summary>
/// <param name="Blur">1 / (1 + v / 800), v the variance of the luma's Laplacian at the model's size (Pech-Pacheco et al. 2000).</param>
/// <param name="Darkness">1 - mean luma / 255.</param>
/// <param name="NoFace">How unlike an upright face that fills the picture; 0.5 is exceeded by one face in a hundred.</param>
public readonly record struct FaceMeasures(double Blur, double Darkness, double NoFace);
