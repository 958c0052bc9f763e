namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>A session's inputs, or its outputs: their order, their metadata, and their names as the library takes them.</summary>
internal sealed unsafe class SessionNodes
{
    private readonly string kind;

    // On the pinned heap, so that a run passes their addresses as they are.
    private readonly Dictionary<string, byte[]> utf8Names = [];

    /// <param name="kind">Input or Output; used in messages.</param>
    /// <param name="session">The session to read from.</param>
    /// <param name="count">Says how many there are.</param>
    /// <param name="name">Names the one at an index.</param>
    /// <param name="type">Describes the one at an index.</param>
    public SessionNodes(
        string kind,
        nint session,
        delegate* unmanaged<nint, nuint*, nint> count,
        delegate* unmanaged<nint, nuint, nint, byte**, nint> name,
        delegate* unmanaged<nint, nuint, nint*, nint> type)
    {
        this.kind = kind;
        nuint nodes;
        OrtApi.Check(count(session, &nodes));
        for (nuint i = 0; i < nodes; i++)
        {
            Add(ReadName(session, i, name), ReadMetadata(session, i, type));
        }
    }

    public List<string> Names { get; } = [];

    public Dictionary<string, NodeMetadata> Metadata { get; } = [];

    /// <exception cref="OnnxRuntimeException">There is no node of a name.</exception>
    public void Resolve(IReadOnlyCollection<string> names, Span<nint> pointers)
    {
        var index = 0;
        foreach (var name in names)
        {
            if (!utf8Names.TryGetValue(name, out var utf8))
            {
                throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"{kind} name: '{name}' is not in the metadata");
            }

            fixed (byte* pinned = utf8)
            {
                pointers[index++] = (nint)pinned;
            }
        }
    }

    private static string ReadName(nint session, nuint index, delegate* unmanaged<nint, nuint, nint, byte**, nint> name)
    {
        byte* text;
        OrtApi.Check(name(session, index, OrtAllocator.DefaultInstance.Pointer, &text));
        return OrtApi.TakeText(text);
    }

    private static NodeMetadata ReadMetadata(nint session, nuint index, delegate* unmanaged<nint, nuint, nint*, nint> type)
    {
        nint info;
        OrtApi.Check(type(session, index, &info));
        try
        {
            return new NodeMetadata(info);
        }
        finally
        {
            OrtApi.Table->ReleaseTypeInfo(info);
        }
    }

    private void Add(string name, NodeMetadata metadata)
    {
        var utf8 = OrtApi.Utf8(name);
        var pinned = GC.AllocateUninitializedArray<byte>(utf8.Length, pinned: true);
        utf8.CopyTo(pinned, 0);

        Names.Add(name);
        Metadata.Add(name, metadata);
        utf8Names.Add(name, pinned);
    }
}
