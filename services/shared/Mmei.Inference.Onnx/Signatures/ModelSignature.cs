using Microsoft.ML.OnnxRuntime;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Signatures;

/// <summary>A model's inputs and outputs as the manifest promises them, checked once against what the file really has.</summary>
internal sealed class ModelSignature
{
    private readonly List<string> _symbols = [];

    /// <exception cref="ModelLoadException">The manifest does not describe the session.</exception>
    public ModelSignature(ModelManifest manifest, InferenceSession session)
    {
        Inputs = [.. manifest.Inputs.Select(spec => new TensorSignature(spec, _symbols))];
        var known = _symbols.Count;
        Outputs = [.. manifest.Outputs.Select(spec => new TensorSignature(spec, _symbols))];
        OutputNames = [.. Outputs.Select(output => output.Name)];
        Compare("input", Inputs, session.InputMetadata);
        Compare("output", Outputs, session.OutputMetadata);

        if (_symbols.Count > known)
        {
            throw new ModelLoadException($"the manifest gives an output the dimension '{_symbols[known]}', which no input has");
        }

        // An output that the manifest does not name is not asked for; an input would be missing.
        var unknown = session.InputMetadata.Keys.Except(Inputs.Select(input => input.Name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new ModelLoadException($"the model has the input {Names(unknown)}, which the manifest does not name");
        }
    }

    public IReadOnlyList<TensorSignature> Inputs { get; }

    public IReadOnlyList<TensorSignature> Outputs { get; }

    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>How many named dimensions the model has.</summary>
    public int SymbolCount => _symbols.Count;

    private static void Compare(string kind, IReadOnlyList<TensorSignature> promised, IReadOnlyDictionary<string, NodeMetadata> real)
    {
        if (promised.GroupBy(tensor => tensor.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ModelLoadException($"the manifest names the {kind} '{twice.Key}' twice");
        }

        foreach (var tensor in promised)
        {
            if (!real.TryGetValue(tensor.Name, out var node))
            {
                throw new ModelLoadException($"the manifest names the {kind} '{tensor.Name}', the model has {Names(real.Keys)}");
            }

            if (!node.IsTensor || node.ElementDataType != tensor.Element)
            {
                throw new ModelLoadException(
                    $"the manifest gives the {kind} '{tensor.Name}' the type {tensor.Element}, "
                    + $"the model {(node.IsTensor ? node.ElementDataType : node.OnnxValueType)}");
            }

            if (!Fits(tensor, node.Dimensions))
            {
                throw new ModelLoadException(
                    $"the manifest gives the {kind} '{tensor.Name}' the shape {tensor}, the model [{string.Join(',', node.Dimensions)}]");
            }
        }
    }

    /// <summary>The file may leave open (-1) what the manifest fixes, not fix what the manifest leaves open.</summary>
    private static bool Fits(TensorSignature tensor, int[] dimensions) =>
        dimensions.Length == tensor.Dimensions.Count
        && tensor.Dimensions.Zip(dimensions).All(pair => pair.Second < 0 || (pair.First.IsFixed && pair.First.Size == pair.Second));

    private static string Names(IEnumerable<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"'{name}'"));
}
