namespace Mmei.Media.Images;

/// <summary>How fit one picture is for reading a face in it; each from 0, good, to 1.</summary>
/// <param name="Blur">1 / (1 + v / 800), v the variance of the luma's Laplacian at the model's size (Pech-Pacheco et al. 2000).</param>
/// <param name="Darkness">1 - mean luma / 255.</param>
public readonly record struct FaceMeasures(double Blur, double Darkness);
