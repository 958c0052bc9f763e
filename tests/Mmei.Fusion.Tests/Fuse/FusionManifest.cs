using Mmei.Inference.Manifest;

namespace Mmei.Fusion.Tests.Fuse;

/// <summary>The manifest of a fusion model that there is no file of.</summary>
internal static class FusionManifest
{
    public static ModelManifest Of(double lateFusion = 0) => new()
    {
        Schema = 1,
        Name = "mmei",
        Version = "1",
        Role = ModelRole.Fusion,
        Model = new ModelFile { File = "model.onnx", Sha256 = "" },
        Inputs = [],
        Outputs = [],
        Batching = new BatchingSpec { EqualLength = false, MaxBatch = 1 },
        LateFusion = lateFusion,
    };
}
