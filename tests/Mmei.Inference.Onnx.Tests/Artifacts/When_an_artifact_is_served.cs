using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Tests.Artifacts;

public sealed class When_an_artifact_is_served
{
    public static TheoryData<string> Artifacts => Artifact.All();

    /// <summary>Those that read several inputs at once.</summary>
    public static TheoryData<string> Batched =>
        [.. Artifact.All().Select(row => row.Data).Where(name => ModelManifest.Load(Artifact.Folder(name)).Batching.MaxBatch > 1)];

    [Fact]
    public void Should_have_one_for_every_role() =>
        Artifacts.Select(row => ModelManifest.Load(Artifact.Folder(row.Data)).Role).Distinct().Order()
            .ShouldBe(Enum.GetValues<ModelRole>());

    [Theory]
    [MemberData(nameof(Artifacts))]
    public void Should_give_what_PyTorch_gave(string artifact)
    {
        using var model = OnnxModel.Load(Artifact.Folder(artifact));
        var file = ParityFile.Read(Artifact.Folder(artifact));
        file.Cases.ShouldNotBeEmpty();

        foreach (var parity in file.Cases)
        {
            var outputs = Artifact.Run(model, parity.InputsOf(model.Manifest));
            var distance = Artifact.Distance(outputs, model.Manifest, file, spec => parity.Outputs[spec.Name].Data);
            TestContext.Current.TestOutputHelper!.WriteLine($"{artifact} {parity.Name}: {distance:E1}");
            distance.ShouldBeLessThan(1, parity.Name);
        }
    }

    /// <summary>What a person gets must not depend on who else is in the batch.</summary>
    [Theory]
    [MemberData(nameof(Batched))]
    public void Should_give_an_input_the_same_alone_as_in_a_batch(string artifact)
    {
        using var model = OnnxModel.Load(Artifact.Folder(artifact));
        var file = ParityFile.Read(Artifact.Folder(artifact));
        var rows = Rows(model.Manifest, file.Cases);
        rows.Length.ShouldBeGreaterThan(1);

        var together = Artifact.Run(
            model, model.Manifest.Inputs.Select(spec => Stack(spec, [.. rows.Select(row => row.Inputs[spec.Name])])));

        for (var i = 0; i < rows.Length; i++)
        {
            var alone = Artifact.Run(model, rows[i].InputsOf(model.Manifest));
            var distance = Artifact.Distance(together, model.Manifest, file, spec => Artifact.Values(alone, spec), row: i);
            TestContext.Current.TestOutputHelper!.WriteLine($"{artifact} {rows[i].Name}: {distance:E1}");
            distance.ShouldBeLessThan(1, rows[i].Name);
        }
    }

    private static ParityCase[] Rows(ModelManifest manifest, IReadOnlyList<ParityCase> cases)
    {
        var single = cases.Where(parity => parity.BatchSize == 1).ToArray();
        if (!manifest.Batching.EqualLength)
        {
            return single;
        }

        // Only equal lengths may share a batch: the same clip, turned around and made quieter, is three clips of one length.
        var clip = single[0];
        return
        [
            clip,
            Changed(clip, "reversed", data => [.. data.Reverse()]),
            Changed(clip, "quieter", data => [.. data.Select(value => value / 2)]),
        ];
    }

    private static ParityCase Changed(ParityCase original, string name, Func<double[], double[]> change) =>
        original with
        {
            Name = name,
            Inputs = original.Inputs.ToDictionary(input => input.Key, input => input.Value with { Data = change(input.Value.Data) }),
        };

    private static HostTensor Stack(TensorSpec spec, ParityTensor[] rows)
    {
        int[] shape = [.. rows[0].Shape];
        shape[0] = rows.Length;
        if (shape.Length > 1)
        {
            shape[1] = rows.Max(row => row.Shape[1]);
        }

        return new ParityTensor(shape, [.. rows.SelectMany(row => row.Padded(shape.Length > 1 ? shape[1] : 0))]).As(spec);
    }
}
