namespace Mmei.Compat.OnnxRuntime.Tests;

/// <summary>The models written by models/test_fixtures/onnx_fixtures.py.</summary>
internal static class Fixture
{
    public static string Affine => Of("affine");

    public static string ElementTypes => Of("element_types");

    public static string Counting => Of("counting");

    public static OrtValue Row(params float[] values) => OrtValue.CreateTensorValueFromMemory(values, [values.Length / 3, 3]);

    private static string Of(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.onnx");
}
