using System.Text.Json.Nodes;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Tests;

public sealed class When_a_model_is_loaded : IDisposable
{
    private readonly LogarithmModel _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Should_describe_itself()
    {
        using var model = OnnxModel.Load(_folder.Folder);

        model.Manifest.Id.ShouldBe("logarithm@1");
        model.Manifest.Folder.ShouldBe(_folder.Folder);
    }

    [Fact]
    public void Should_take_a_manifest_without_its_optional_parts()
    {
        var manifest = ModelManifest.Load(_folder.Folder);

        manifest.Files.ShouldBeEmpty();
        manifest.Metrics.ShouldBeEmpty();
        manifest.Labels.Emotion.ShouldBeEmpty();
    }

    [Fact]
    public void Should_refuse_a_manifest_that_says_null() =>
        Refusal(manifest => manifest["inputs"] = null)
            .ShouldStartWith($"'{Path.Combine(_folder.Folder, "manifest.json")}' is not a model manifest:");

    [Fact]
    public void Should_refuse_a_corrupt_file()
    {
        var bytes = File.ReadAllBytes(_folder.ModelPath);
        bytes[^1] ^= 1;
        File.WriteAllBytes(_folder.ModelPath, bytes);

        Refusal().ShouldContain("SHA-256");
    }

    [Fact]
    public void Should_refuse_a_missing_file()
    {
        File.Delete(_folder.ModelPath);

        Refusal().ShouldBe($"'{_folder.ModelPath}' is missing.");
    }

    [Fact]
    public void Should_refuse_a_file_that_is_no_model()
    {
        File.WriteAllText(_folder.ModelPath, "no model");
        _folder.Describe();

        Refusal().ShouldStartWith($"'{_folder.ModelPath}' is not a model that ONNX Runtime can run:");
    }

    [Fact]
    public void Should_refuse_a_manifest_with_an_input_the_model_lacks() =>
        Refusal(manifest => manifest["inputs"]!.AsArray().Add((JsonNode)LogarithmModel.Tensor("mask", "int64", "batch")))
            .ShouldBe($"'{_folder.Folder}' cannot be served: the manifest names the input 'mask', the model has 'ids', 'values'");

    [Fact]
    public void Should_refuse_a_manifest_without_an_input_the_model_has() =>
        Refusal(manifest => manifest["inputs"]!.AsArray().RemoveAt(1))
            .ShouldBe($"'{_folder.Folder}' cannot be served: the model has the input 'ids', which the manifest does not name");

    [Fact]
    public void Should_refuse_a_manifest_with_an_output_the_model_lacks() =>
        Refusal(manifest => manifest["outputs"]![0]!["name"] = "tokens")
            .ShouldBe(
                $"'{_folder.Folder}' cannot be served: the manifest names the output 'tokens', the model has 'logarithms', 'next_ids'");

    [Fact]
    public void Should_leave_an_output_that_the_manifest_does_not_name_where_it_is()
    {
        _folder.Describe(manifest => manifest["outputs"]!.AsArray().RemoveAt(1));
        using var model = OnnxModel.Load(_folder.Folder);

        var outputs = LogarithmModel.Run(model, 1);

        outputs.Floats("logarithms").Values.Span[0].ShouldBe(0);
        Should.Throw<ModelOutputException>(() => outputs.Integers("next_ids"));
    }

    [Fact]
    public void Should_refuse_a_manifest_with_another_type() =>
        Refusal(manifest => manifest["inputs"]![0]!["type"] = "int64")
            .ShouldBe($"'{_folder.Folder}' cannot be served: the manifest gives the input 'values' the type Int64, the model Float");

    [Fact]
    public void Should_refuse_a_type_that_is_not_served() =>
        Refusal(manifest => manifest["inputs"]![0]!["type"] = "float64")
            .ShouldBe(
                $"'{_folder.Folder}' cannot be served: the manifest gives 'values' the type 'float64'; float32, int64 and, of outputs, float16 are served");

    [Fact]
    public void Should_refuse_a_manifest_with_another_rank() =>
        Refusal(manifest => manifest["outputs"]![1]!["shape"] = new JsonArray("batch", 1))
            .ShouldBe($"'{_folder.Folder}' cannot be served: the manifest gives the output 'next_ids' the shape [batch,1], the model [-1]");

    [Fact]
    public void Should_refuse_a_dimension_that_is_neither_size_nor_name() =>
        Refusal(manifest => manifest["inputs"]![1]!["shape"] = new JsonArray(0))
            .ShouldBe(
                $"'{_folder.Folder}' cannot be served: the manifest gives 'ids' the shape [0]: a dimension is a positive number or a name");

    [Fact]
    public void Should_refuse_outputs_that_are_not_the_shape_promised() =>
        Refusal(manifest => manifest["outputs"]![0]!["shape"] = new JsonArray("batch", 7))
            .ShouldContain("{1,7}");

    [Theory]
    [InlineData(ExecutionProvider.Cuda)]
    [InlineData(ExecutionProvider.TensorRt)]
    public void Should_say_that_a_GPU_is_not_there(ExecutionProvider provider) =>
        Should.Throw<ModelLoadException>(() => OnnxModel.Load(_folder.Folder, new ModelsOptions { Provider = provider }))
            .Message.ShouldStartWith($"Models:Provider is {provider}, which this machine or this build of ONNX Runtime does not have");

    [Fact]
    public void Should_write_a_profile_when_it_is_closed()
    {
        var profiles = Path.Combine(_folder.Root, "profiles");

        OnnxModel.Load(_folder.Folder, new ModelsOptions { Profile = profiles }).Dispose();

        Path.GetFileName(Directory.GetFiles(profiles).ShouldHaveSingleItem()).ShouldStartWith("logarithm@1");
    }

    private string Refusal(Action<JsonObject> change)
    {
        _folder.Describe(change);
        return Refusal();
    }

    private string Refusal() => Should.Throw<ModelLoadException>(() => OnnxModel.Load(_folder.Folder)).Message;
}
