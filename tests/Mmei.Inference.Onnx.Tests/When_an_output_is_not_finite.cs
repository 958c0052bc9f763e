using System.Diagnostics.Metrics;

namespace Mmei.Inference.Onnx.Tests;

public sealed class When_an_output_is_not_finite : IDisposable
{
    private readonly LogarithmModel _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(-1f)] // NaN
    [InlineData(0f)] // -infinity
    [InlineData(float.PositiveInfinity)]
    public void Should_refuse_it(float value)
    {
        using var model = OnnxModel.Load(_folder.Folder);
        var row = Enumerable.Repeat(1f, 37).Append(value).ToArray(); // The odd one in the tail that vectors leave over.

        Should.Throw<ModelOutputException>(() => LogarithmModel.Run(model, row))
            .Message.ShouldBe("logarithm@1: the output 'logarithms' holds NaN or infinity.");
    }

    [Fact]
    public void Should_count_it()
    {
        _folder.Describe(manifest => manifest["version"] = "counted");
        using var model = OnnxModel.Load(_folder.Folder);
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: OnnxInstruments.MeterName, Name: "mmei.model.non_finite_outputs" })
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (tags.Contains(new("model", "logarithm@counted")) && tags.Contains(new("output", "logarithms")))
            {
                counted += count;
            }
        });
        listener.Start();

        Should.Throw<ModelOutputException>(() => LogarithmModel.Run(model, -1f));

        counted.ShouldBe(1);
    }
}
