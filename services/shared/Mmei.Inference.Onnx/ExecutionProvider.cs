namespace Mmei.Inference.Onnx;

/// <summary>What executes a model; what a GPU provider cannot run falls back to the CPU, operator by operator.</summary>
public enum ExecutionProvider
{
    Cpu,
    Cuda,
    TensorRt,
}
