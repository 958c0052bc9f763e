
namespace Mmei.Inference.Onnx.Tests;

public sealed class When_optimized_graphs_are_cached : IDisposable
{
    private readonly LogarithmModel _folder = new();
    private readonly string _cache;

    public When_optimized_graphs_are_cached()
    {
        _cache = Path.Combine(_folder.Root, "cache");
        LoadAndRun();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Should_keep_one_graph_per_model() => Cached().Length.ShouldBe(1);

    [Fact]
    public void Should_take_the_graph_that_is_there()
    {
        var written = File.GetLastWriteTimeUtc(Cached()[0]);

        LoadAndRun();

        Cached().Length.ShouldBe(1);
        File.GetLastWriteTimeUtc(Cached()[0]).ShouldBe(written);
    }

    [Fact]
    public void Should_replace_a_damaged_graph()
    {
        File.WriteAllText(Cached()[0], "damaged");

        LoadAndRun();

        File.ReadAllText(Cached()[0]).ShouldNotBe("damaged");
    }

    private string[] Cached() => Directory.GetFiles(_cache);

    private void LoadAndRun()
    {
        using var model = OnnxModel.Load(_folder.Folder, new ModelsOptions { OptimizedModelCache = _cache });
        LogarithmModel.Run(model, 1f).Floats("logarithms").Values.ToArray().ShouldBe([0f]);
    }
}
