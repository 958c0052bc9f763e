using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Tests.Sessions;
using Mmei.Inference.Onnx;
using Mmei.Testing;

namespace Mmei.Fusion.Tests.Fuse;

/// <summary>The real fusion model, loaded once.</summary>
public sealed class FuserFixture : IDisposable
{
    private readonly RecordingModel _model = new(OnnxModel.Load(Path.Combine(Repository.Root, "models", "artifacts", "mmei", "1")));

    public FuserFixture() => Model = new FusionModel(_model);

    internal FusionModel Model { get; }

    /// <summary>What the model was asked last.</summary>
    internal IReadOnlyDictionary<string, float[]> Inputs => _model.Inputs;

    internal ObservationFuser Fuser(ShardsFixture shards) =>
        new(
            Model, shards.Memories, Options.Create(new FuseOptions()), shards.Time, shards.Instruments,
            NullLogger<ObservationFuser>.Instance);

    public void Dispose()
    {
        Model.Dispose();
        _model.Dispose();
    }
}
