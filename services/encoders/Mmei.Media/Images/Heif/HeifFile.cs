namespace Mmei.Media.Images.Heif;

/// <summary>The items of a HEIF file (ISO/IEC 23008-12), of which one is the picture.</summary>
internal sealed class HeifFile
{
    private const int ConstructedInFile = 0;
    private const int ConstructedInData = 1;

    private readonly byte[] _file;
    private readonly Dictionary<long, string> _types = [];
    private readonly Dictionary<long, List<long>> _parts = [];
    private readonly Dictionary<long, List<int>> _properties = [];
    private readonly Dictionary<long, (long Construction, List<(long Offset, long Length)> Extents)> _places = [];
    private (string Type, ReadOnlyMemory<byte> Body)[] _allProperties = [];
    private ReadOnlyMemory<byte> _data;

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public HeifFile(byte[] file)
    {
        _file = file;
        var meta = Reader(Box(new BoxReader(file), "meta"));
        meta.FullHeader();
        foreach (var (type, body) in meta.Boxes())
        {
            Read(type, Reader(body));
        }
    }

    /// <summary>The item that the file is shown as.</summary>
    public long Primary { get; private set; }

    /// <summary>How an item is coded.</summary>
    public string TypeOf(long item) =>
        _types.TryGetValue(item, out var type) ? type : throw new InvalidDataException($"There is no item {item}.");

    /// <summary>The items that an item is made of, in their order.</summary>
    public IReadOnlyList<long> PartsOf(long item) => _parts.TryGetValue(item, out var parts) ? parts : [];

    /// <summary>What is said of an item under a name; null where nothing is.</summary>
    public ReadOnlyMemory<byte>? Property(long item, string name) => _properties.GetValueOrDefault(item, [])
        .Where(index => index > 0 && index <= _allProperties.Length && _allProperties[index - 1].Type == name)
        .Select(index => (ReadOnlyMemory<byte>?)_allProperties[index - 1].Body)
        .FirstOrDefault();

    /// <summary>Pixels across and down.</summary>
    public (int Width, int Height) SizeOf(long item)
    {
        var size = Reader(Property(item, "ispe") ?? throw new InvalidDataException($"Item {item} has no size."));
        size.FullHeader();
        return (checked((int)size.Number(4)), checked((int)size.Number(4)));
    }

    /// <summary>An item's bytes.</summary>
    public byte[] DataOf(long item)
    {
        var (construction, extents) = _places.TryGetValue(item, out var place)
            ? place : throw new InvalidDataException($"Item {item} is nowhere.");
        ReadOnlyMemory<byte> source = construction switch
        {
            ConstructedInFile => _file,
            ConstructedInData => _data,
            _ => throw new InvalidDataException($"Item {item} is made in way {construction}."),
        };
        if (extents.Sum(extent => extent.Length) > source.Length)
        {
            throw new InvalidDataException($"Item {item} has more bytes than there are.");
        }

        var bytes = new MemoryStream();
        foreach (var (offset, length) in extents)
        {
            var from = Reader(source);
            from.Bytes(offset);
            bytes.Write(from.Bytes(length).Span);
        }

        return bytes.ToArray();
    }

    private static BoxReader Reader(ReadOnlyMemory<byte> bytes) => new(bytes);

    private static ReadOnlyMemory<byte> Box(BoxReader boxes, string type) =>
        boxes.Boxes().Where(box => box.Type == type).Select(box => (ReadOnlyMemory<byte>?)box.Body).FirstOrDefault()
        ?? throw new InvalidDataException($"There is no box '{type}'.");

    private void Read(string type, BoxReader box)
    {
        switch (type)
        {
            case "pitm":
                Primary = box.Number(box.FullHeader().Version == 0 ? 2 : 4);
                break;
            case "iinf":
                box.Bytes(box.FullHeader().Version == 0 ? 2 : 4);
                foreach (var (_, body) in box.Boxes())
                {
                    ReadInfo(Reader(body));
                }

                break;
            case "iloc":
                ReadPlaces(box);
                break;
            case "iref":
                ReadReferences(box);
                break;
            case "iprp":
                ReadProperties(box);
                break;
            case "idat":
                _data = box.Rest;
                break;
        }
    }

    private void ReadInfo(BoxReader info)
    {
        var id = info.Number(info.FullHeader().Version == 3 ? 4 : 2);
        info.Bytes(2);
        _types[id] = System.Text.Encoding.Latin1.GetString(info.Bytes(4).Span);
    }

    private void ReadPlaces(BoxReader box)
    {
        var version = box.FullHeader().Version;
        var (sizes, more) = ((int)box.Number(1), (int)box.Number(1));
        var (offsetBytes, lengthBytes, baseBytes, indexBytes) = (sizes >> 4, sizes & 0xF, more >> 4, version == 0 ? 0 : more & 0xF);
        if (lengthBytes == 0)
        {
            throw new InvalidDataException("Items have no length.");
        }

        for (var count = box.Number(version == 2 ? 4 : 2); count > 0; count--)
        {
            var id = box.Number(version == 2 ? 4 : 2);
            var construction = version == 0 ? ConstructedInFile : box.Number(2) & 0xF;
            box.Bytes(2);
            var start = box.Number(baseBytes);
            var extents = new List<(long, long)>();
            for (var extent = box.Number(2); extent > 0; extent--)
            {
                box.Bytes(indexBytes);
                extents.Add((start + box.Number(offsetBytes), box.Number(lengthBytes)));
            }

            _places[id] = (construction, extents);
        }
    }

    private void ReadReferences(BoxReader box)
    {
        var idBytes = box.FullHeader().Version == 0 ? 2 : 4;
        foreach (var (type, body) in box.Boxes().Where(reference => reference.Type == "dimg"))
        {
            var reference = Reader(body);
            var parts = _parts[reference.Number(idBytes)] = [];
            for (var count = reference.Number(2); count > 0; count--)
            {
                parts.Add(reference.Number(idBytes));
            }
        }
    }

    private void ReadProperties(BoxReader box)
    {
        foreach (var (type, body) in box.Boxes())
        {
            if (type == "ipco")
            {
                _allProperties = [.. Reader(body).Boxes()];
            }
            else if (type == "ipma")
            {
                ReadAssociations(Reader(body));
            }
        }
    }

    /// <summary>Which properties an item has, by their number; the first bit says that a reader must know it.</summary>
    private void ReadAssociations(BoxReader box)
    {
        var (version, flags) = box.FullHeader();
        var (indexBytes, indices) = (flags & 1) == 0 ? (1, 0x7F) : (2, 0x7FFF);
        for (var count = box.Number(4); count > 0; count--)
        {
            var properties = _properties[box.Number(version == 0 ? 2 : 4)] = [];
            for (var index = box.Number(1); index > 0; index--)
            {
                properties.Add((int)box.Number(indexBytes) & indices);
            }
        }
    }
}
