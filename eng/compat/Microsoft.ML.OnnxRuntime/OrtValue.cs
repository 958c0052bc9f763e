using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A value that a model takes or gives. Over managed memory it keeps that memory pinned until it is disposed.</summary>
public unsafe class OrtValue : IDisposable
{
    private OrtTensorTypeAndShapeInfo? tensor;

    internal OrtValue(nint value)
    {
        Handle = new ValueHandle(value);
        int type;
        OrtApi.Check(OrtApi.Table->GetValueType(value, &type));
        OnnxType = (OnnxValueType)type;
    }

    private OrtValue(ValueHandle handle)
    {
        Handle = handle;
        OnnxType = OnnxValueType.ONNX_TYPE_TENSOR;
    }

    public OnnxValueType OnnxType { get; }

    public bool IsTensor => OnnxType == OnnxValueType.ONNX_TYPE_TENSOR;

    internal ValueHandle Handle { get; }

    /// <summary>A tensor over an array, which is not copied.</summary>
    /// <exception cref="OnnxRuntimeException">The array is shorter than the shape asks for.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged =>
        CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new Memory<T>(data), shape);

    /// <summary>A tensor over memory, which is not copied.</summary>
    /// <exception cref="OnnxRuntimeException">The memory is shorter than the shape asks for.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The value that is returned owns the handle, the handle owns the pin.")]
    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        var element = ElementTypes.Of<T>();
        var size = SizeOf(shape);
        if (size > memory.Length)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, $"Managed memory size: {memory.Length} elements is less than shape size: {size} elements");
        }

        using var info = new Lease(memoryInfo);
        var pin = memory.Pin();
        try
        {
            return new OrtValue(new ValueHandle(Create(info.Pointer, pin.Pointer, (nuint)(memory.Length * sizeof(T)), shape, element), pin));
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    /// <summary>A tensor over memory that the caller keeps valid, on any device.</summary>
    /// <exception cref="OnnxRuntimeException">The buffer is shorter than the shape asks for.</exception>
    public static OrtValue CreateTensorValueWithData(
        OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, nint dataBufferPtr, long bufferLengthInBytes)
    {
        var required = SizeOf(shape) * ElementTypes.Of(elementType).Size;
        if (required > bufferLengthInBytes)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument,
                $"Shape: [{string.Join(',', shape)}] requires a buffer of at least {required} bytes. Provided: {bufferLengthInBytes} bytes");
        }

        using var info = new Lease(memInfo);
        return new OrtValue(new ValueHandle(Create(info.Pointer, (void*)dataBufferPtr, (nuint)bufferLengthInBytes, shape, elementType)));
    }

    /// <summary>A tensor in memory that the library allocates and the value owns; its content is undefined until written.</summary>
    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            OrtApi.Check(OrtApi.Table->CreateTensorAsOrtValue(allocator.Pointer, dimensions, (nuint)shape.Length, (int)elementType, &value));
        }

        return new OrtValue(new ValueHandle(value));
    }

    /// <summary>The tensor's memory; valid until the value is disposed.</summary>
    /// <exception cref="OnnxRuntimeException">The value is no tensor, or its elements are of another type.</exception>
    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    /// <inheritdoc cref="GetTensorDataAsSpan{T}"/>
    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        var info = GetTensorTypeAndShape();
        var (type, size) = ElementTypes.Of(info.ElementDataType);
        if (typeof(T) != type && typeof(T) != typeof(byte))
        {
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Requested type: {typeof(T)} does not match the actual type: {type}");
        }

        if (info.ElementCount == 0)
        {
            return [];
        }

        using var self = new Lease(Handle);
        void* data;
        OrtApi.Check(OrtApi.Table->GetTensorMutableData(self.Pointer, &data));
        return new Span<T>(data, checked((int)(info.ElementCount * size / sizeof(T))));
    }

    /// <exception cref="OnnxRuntimeException">The value is no tensor.</exception>
    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        if (OnnxType is not (OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR))
        {
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"This OrtValue type contains: {OnnxType}, not a tensor or sparse tensor");
        }

        return tensor ??= ReadTensorTypeAndShape();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Handle.Dispose();
        }
    }

    private static nint Create(nint memoryInfo, void* data, nuint bytes, long[] shape, TensorElementType element)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            OrtApi.Check(OrtApi.Table->CreateTensorWithDataAsOrtValue(
                memoryInfo, data, bytes, dimensions, (nuint)shape.Length, (int)element, &value));
        }

        return value;
    }

    private static long SizeOf(long[] shape)
    {
        var size = 1L;
        foreach (var dimension in shape)
        {
            size = dimension >= 0
                ? checked(size * dimension)
                : throw new ArgumentOutOfRangeException(nameof(shape), $"Shape: [{string.Join(',', shape)}] has a negative dimension.");
        }

        return size;
    }

    private OrtTensorTypeAndShapeInfo ReadTensorTypeAndShape()
    {
        using var self = new Lease(Handle);
        nint info;
        OrtApi.Check(OrtApi.Table->GetTensorTypeAndShape(self.Pointer, &info));
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            OrtApi.Table->ReleaseTensorTypeAndShapeInfo(info);
        }
    }
}
