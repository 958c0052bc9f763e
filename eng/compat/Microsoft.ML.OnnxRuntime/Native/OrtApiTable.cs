using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>
/// The functions of the C API that are called here, at their fixed places in the <c>OrtApi</c> table of onnxruntime_c_api.h: the table only ever
/// grows at its end, so a place never moves. Strings are UTF-8 and zero-terminated; an <c>nint</c> result is an <c>OrtStatus*</c>, zero on success.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
internal readonly unsafe struct OrtApiTable
{
    private const int Slot = 8;

    [FieldOffset(1 * Slot)] public readonly delegate* unmanaged<nint, int> GetErrorCode;
    [FieldOffset(2 * Slot)] public readonly delegate* unmanaged<nint, byte*> GetErrorMessage;
    [FieldOffset(3 * Slot)] public readonly delegate* unmanaged<OrtLoggingLevel, byte*, nint*, nint> CreateEnv;
    [FieldOffset(4 * Slot)] public readonly delegate* unmanaged<delegate* unmanaged<nint, int, byte*, byte*, byte*, byte*, void>, nint, OrtLoggingLevel, byte*, nint*, nint> CreateEnvWithCustomLogger;
    [FieldOffset(7 * Slot)] public readonly delegate* unmanaged<nint, byte*, nint, nint*, nint> CreateSession;
    [FieldOffset(8 * Slot)] public readonly delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint> CreateSessionFromArray;
    [FieldOffset(9 * Slot)] public readonly delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint> Run;

    [FieldOffset(10 * Slot)] public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions;
    [FieldOffset(11 * Slot)] public readonly delegate* unmanaged<nint, byte*, nint> SetOptimizedModelFilePath;
    [FieldOffset(13 * Slot)] public readonly delegate* unmanaged<nint, int, nint> SetSessionExecutionMode;
    [FieldOffset(14 * Slot)] public readonly delegate* unmanaged<nint, byte*, nint> EnableProfiling;
    [FieldOffset(15 * Slot)] public readonly delegate* unmanaged<nint, nint> DisableProfiling;
    [FieldOffset(16 * Slot)] public readonly delegate* unmanaged<nint, nint> EnableMemPattern;
    [FieldOffset(17 * Slot)] public readonly delegate* unmanaged<nint, nint> DisableMemPattern;
    [FieldOffset(18 * Slot)] public readonly delegate* unmanaged<nint, nint> EnableCpuMemArena;
    [FieldOffset(19 * Slot)] public readonly delegate* unmanaged<nint, nint> DisableCpuMemArena;
    [FieldOffset(20 * Slot)] public readonly delegate* unmanaged<nint, byte*, nint> SetSessionLogId;
    [FieldOffset(22 * Slot)] public readonly delegate* unmanaged<nint, int, nint> SetSessionLogSeverityLevel;
    [FieldOffset(23 * Slot)] public readonly delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel;
    [FieldOffset(24 * Slot)] public readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads;
    [FieldOffset(25 * Slot)] public readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads;

    [FieldOffset(30 * Slot)] public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount;
    [FieldOffset(31 * Slot)] public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount;
    [FieldOffset(33 * Slot)] public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetInputTypeInfo;
    [FieldOffset(34 * Slot)] public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOutputTypeInfo;
    [FieldOffset(36 * Slot)] public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName;
    [FieldOffset(37 * Slot)] public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName;

    [FieldOffset(39 * Slot)] public readonly delegate* unmanaged<nint*, nint> CreateRunOptions;
    [FieldOffset(41 * Slot)] public readonly delegate* unmanaged<nint, int, nint> RunOptionsSetRunLogSeverityLevel;
    [FieldOffset(42 * Slot)] public readonly delegate* unmanaged<nint, byte*, nint> RunOptionsSetRunTag;
    [FieldOffset(46 * Slot)] public readonly delegate* unmanaged<nint, nint> RunOptionsSetTerminate;
    [FieldOffset(47 * Slot)] public readonly delegate* unmanaged<nint, nint> RunOptionsUnsetTerminate;

    [FieldOffset(48 * Slot)] public readonly delegate* unmanaged<nint, long*, nuint, int, nint*, nint> CreateTensorAsOrtValue;
    [FieldOffset(49 * Slot)] public readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue;
    [FieldOffset(51 * Slot)] public readonly delegate* unmanaged<nint, void**, nint> GetTensorMutableData;
    [FieldOffset(55 * Slot)] public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo;
    [FieldOffset(56 * Slot)] public readonly delegate* unmanaged<nint, int*, nint> GetOnnxTypeFromTypeInfo;
    [FieldOffset(60 * Slot)] public readonly delegate* unmanaged<nint, int*, nint> GetTensorElementType;
    [FieldOffset(61 * Slot)] public readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount;
    [FieldOffset(62 * Slot)] public readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions;
    [FieldOffset(63 * Slot)] public readonly delegate* unmanaged<nint, byte**, nuint, nint> GetSymbolicDimensions;
    [FieldOffset(65 * Slot)] public readonly delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape;
    [FieldOffset(67 * Slot)] public readonly delegate* unmanaged<nint, int*, nint> GetValueType;

    [FieldOffset(68 * Slot)] public readonly delegate* unmanaged<byte*, int, int, int, nint*, nint> CreateMemoryInfo;
    [FieldOffset(69 * Slot)] public readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo;
    [FieldOffset(71 * Slot)] public readonly delegate* unmanaged<nint, byte**, nint> MemoryInfoGetName;
    [FieldOffset(72 * Slot)] public readonly delegate* unmanaged<nint, int*, nint> MemoryInfoGetId;
    [FieldOffset(73 * Slot)] public readonly delegate* unmanaged<nint, int*, nint> MemoryInfoGetMemType;
    [FieldOffset(74 * Slot)] public readonly delegate* unmanaged<nint, int*, nint> MemoryInfoGetType;
    [FieldOffset(76 * Slot)] public readonly delegate* unmanaged<nint, void*, nint> AllocatorFree;
    [FieldOffset(78 * Slot)] public readonly delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions;

    [FieldOffset(92 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseEnv;
    [FieldOffset(93 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseStatus;
    [FieldOffset(94 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseMemoryInfo;
    [FieldOffset(95 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseSession;
    [FieldOffset(96 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseValue;
    [FieldOffset(97 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseRunOptions;
    [FieldOffset(98 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseTypeInfo;
    [FieldOffset(99 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo;
    [FieldOffset(100 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions;

    [FieldOffset(110 * Slot)] public readonly delegate* unmanaged<nint, nint, byte**, nint> SessionEndProfiling;
    [FieldOffset(111 * Slot)] public readonly delegate* unmanaged<nint, nint*, nint> SessionGetModelMetadata;
    [FieldOffset(112 * Slot)] public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetProducerName;
    [FieldOffset(113 * Slot)] public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetGraphName;
    [FieldOffset(114 * Slot)] public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetDomain;
    [FieldOffset(115 * Slot)] public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetDescription;
    [FieldOffset(116 * Slot)] public readonly delegate* unmanaged<nint, nint, byte*, byte**, nint> ModelMetadataLookupCustomMetadataMap;
    [FieldOffset(117 * Slot)] public readonly delegate* unmanaged<nint, long*, nint> ModelMetadataGetVersion;
    [FieldOffset(118 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseModelMetadata;
    [FieldOffset(123 * Slot)] public readonly delegate* unmanaged<nint, nint, byte***, long*, nint> ModelMetadataGetCustomMetadataMapKeys;
    [FieldOffset(124 * Slot)] public readonly delegate* unmanaged<nint, byte*, long, nint> AddFreeDimensionOverrideByName;
    [FieldOffset(125 * Slot)] public readonly delegate* unmanaged<byte***, int*, nint> GetAvailableProviders;
    [FieldOffset(126 * Slot)] public readonly delegate* unmanaged<byte**, int, nint> ReleaseAvailableProviders;
    [FieldOffset(130 * Slot)] public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry;
    [FieldOffset(158 * Slot)] public readonly delegate* unmanaged<nint, nint, byte**, nint> ModelMetadataGetGraphDescription;
    [FieldOffset(165 * Slot)] public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddRunConfigEntry;

    [FieldOffset(170 * Slot)] public readonly delegate* unmanaged<nint, nint, nint> SessionOptionsAppendExecutionProvider_TensorRT_V2;
    [FieldOffset(171 * Slot)] public readonly delegate* unmanaged<nint*, nint> CreateTensorRTProviderOptions;
    [FieldOffset(172 * Slot)] public readonly delegate* unmanaged<nint, byte**, byte**, nuint, nint> UpdateTensorRTProviderOptions;
    [FieldOffset(173 * Slot)] public readonly delegate* unmanaged<nint, nint, byte**, nint> GetTensorRTProviderOptionsAsString;
    [FieldOffset(174 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseTensorRTProviderOptions;
    [FieldOffset(204 * Slot)] public readonly delegate* unmanaged<nint, nint, nint> SessionOptionsAppendExecutionProvider_CUDA_V2;
    [FieldOffset(205 * Slot)] public readonly delegate* unmanaged<nint*, nint> CreateCUDAProviderOptions;
    [FieldOffset(206 * Slot)] public readonly delegate* unmanaged<nint, byte**, byte**, nuint, nint> UpdateCUDAProviderOptions;
    [FieldOffset(207 * Slot)] public readonly delegate* unmanaged<nint, nint, byte**, nint> GetCUDAProviderOptionsAsString;
    [FieldOffset(208 * Slot)] public readonly delegate* unmanaged<nint, void> ReleaseCUDAProviderOptions;
    [FieldOffset(216 * Slot)] public readonly delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint> SessionOptionsAppendExecutionProvider;
}
