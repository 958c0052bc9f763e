using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Mmei.Fusion.Fuse;
using Mmei.Inference.Onnx;
using Mmei.Testing;

namespace Mmei.Fusion.Tests.Fuse;

/// <summary>The real fusion model, loaded once.</summary>
public sealed class FuserFixture : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly OnnxModel _model = OnnxModel.Load(Path.Combine(Repository.Root, "models", "artifacts", "mmei", "1"));

    public FuserFixture() => Fuser = new ModalityFuser(_model);

    internal ModalityFuser Fuser { get; }

    internal BatchFuser BatchFuser => new(
        Fuser,
        TimeProvider.System,
        new FusionInstruments(_services.GetRequiredService<IMeterFactory>()),
        NullLogger<BatchFuser>.Instance);

    public void Dispose()
    {
        Fuser.Dispose();
        _model.Dispose();
        _services.Dispose();
    }
}
