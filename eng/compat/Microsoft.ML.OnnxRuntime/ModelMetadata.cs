using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>What a model file says of itself.</summary>
public unsafe class ModelMetadata
{
    internal ModelMetadata(nint session)
    {
        nint metadata;
        OrtApi.Check(OrtApi.Table->SessionGetModelMetadata(session, &metadata));
        try
        {
            ProducerName = Read(metadata, OrtApi.Table->ModelMetadataGetProducerName);
            GraphName = Read(metadata, OrtApi.Table->ModelMetadataGetGraphName);
            Domain = Read(metadata, OrtApi.Table->ModelMetadataGetDomain);
            Description = Read(metadata, OrtApi.Table->ModelMetadataGetDescription);
            GraphDescription = Read(metadata, OrtApi.Table->ModelMetadataGetGraphDescription);
            long version;
            OrtApi.Check(OrtApi.Table->ModelMetadataGetVersion(metadata, &version));
            Version = version;
            CustomMetadataMap = ReadMap(metadata);
        }
        finally
        {
            OrtApi.Table->ReleaseModelMetadata(metadata);
        }
    }

    public string ProducerName { get; }

    public string GraphName { get; }

    public string Domain { get; }

    public string Description { get; }

    public string GraphDescription { get; }

    public long Version { get; }

    public Dictionary<string, string> CustomMetadataMap { get; }

    private static string Read(nint metadata, delegate* unmanaged<nint, nint, byte**, nint> property)
    {
        byte* text;
        OrtApi.Check(property(metadata, OrtAllocator.DefaultInstance.Pointer, &text));
        return OrtApi.TakeText(text);
    }

    private static Dictionary<string, string> ReadMap(nint metadata)
    {
        var allocator = OrtAllocator.DefaultInstance.Pointer;
        byte** keys;
        long count;
        OrtApi.Check(OrtApi.Table->ModelMetadataGetCustomMetadataMapKeys(metadata, allocator, &keys, &count));

        var map = new Dictionary<string, string>((int)count);
        for (var i = 0; i < count; i++)
        {
            byte* value;
            OrtApi.Check(OrtApi.Table->ModelMetadataLookupCustomMetadataMap(metadata, allocator, keys[i], &value));
            map[OrtApi.TakeText(keys[i])] = OrtApi.TakeText(value);
        }

        if (keys is not null)
        {
            OrtApi.Check(OrtApi.Table->AllocatorFree(allocator, keys));
        }

        return map;
    }
}
