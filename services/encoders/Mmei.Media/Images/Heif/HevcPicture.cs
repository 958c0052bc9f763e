using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Media.Images.Heif;

/// <summary>The picture of a HEIC file: tiles that are coded as the frames of a film are, side by side and row after row.</summary>
/// <param name="Width">Pixels across, before it is turned.</param>
/// <param name="Height">Pixels down, before it is turned.</param>
/// <param name="Columns">Tiles in a row.</param>
/// <param name="Rows">Rows of tiles.</param>
/// <param name="TileWidth">Pixels across one.</param>
/// <param name="TileHeight">Pixels down one.</param>
/// <param name="Quarters">Quarter turns, clockwise, until it is upright.</param>
/// <param name="Film">All tiles in their order, as an HEVC byte stream (ITU-T H.265, annex B).</param>
internal sealed record HevcPicture(
    int Width, int Height, int Columns, int Rows, int TileWidth, int TileHeight, int Quarters, byte[] Film)
{
    private const int LengthSizeOffset = 21;

    public int Tiles => Columns * Rows;

    /// <exception cref="MediaRejectedException">It is damaged, or coded in another way.</exception>
    public static HevcPicture Read(byte[] bytes)
    {
        try
        {
            var file = new HeifFile(bytes);
            return file.TypeOf(file.Primary) == "grid" ? ReadGrid(file, bytes.Length) : ReadWhole(file, bytes.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or OverflowException)
        {
            throw new MediaRejectedException(RejectionCode.Undecodable, "The Heic picture is damaged or incomplete.", exception);
        }
    }

    private static HevcPicture ReadWhole(HeifFile file, int length)
    {
        var (width, height) = file.SizeOf(file.Primary);
        return new HevcPicture(width, height, 1, 1, width, height, Turns(file), FilmOf(file, [file.Primary], length));
    }

    private static HevcPicture ReadGrid(HeifFile file, int length)
    {
        var grid = new BoxReader(file.DataOf(file.Primary));
        grid.Bytes(1);
        var bytes = (grid.Number(1) & 1) == 0 ? 2 : 4;
        var (rows, columns) = ((int)grid.Number(1) + 1, (int)grid.Number(1) + 1);
        var (width, height) = (checked((int)grid.Number(bytes)), checked((int)grid.Number(bytes)));
        var tiles = file.PartsOf(file.Primary);
        if (tiles.Count != rows * columns)
        {
            throw new InvalidDataException($"{tiles.Count} tiles for {columns} x {rows}.");
        }

        var (tileWidth, tileHeight) = file.SizeOf(tiles[0]);
        if ((long)columns * tileWidth > int.MaxValue || (long)rows * tileHeight > int.MaxValue)
        {
            throw new InvalidDataException($"{columns} x {rows} tiles of {tileWidth} x {tileHeight}.");
        }

        return new HevcPicture(width, height, columns, rows, tileWidth, tileHeight, Turns(file), FilmOf(file, tiles, length));
    }

    /// <summary>The file counts them the other way round.</summary>
    private static int Turns(HeifFile file) =>
        file.Property(file.Primary, "irot") is { } turned ? (4 - ((int)new BoxReader(turned).Number(1) & 3)) % 4 : 0;

    private static byte[] FilmOf(HeifFile file, IEnumerable<long> tiles, int most)
    {
        var film = new MemoryStream();
        ReadOnlyMemory<byte> known = default;
        foreach (var tile in tiles)
        {
            if (file.TypeOf(tile) is not "hvc1" and var coding)
            {
                throw new MediaRejectedException(RejectionCode.Unsupported, $"The Heic picture is coded as '{coding}'; HEVC is read.");
            }

            var setup = file.Property(tile, "hvcC") ?? throw new InvalidDataException($"Tile {tile} does not say how it is coded.");
            if (!setup.Equals(known))
            {
                AddSetup(new BoxReader(setup), film);
                known = setup;
            }

            var units = new BoxReader(file.DataOf(tile));
            for (var lengthBytes = (setup.Span[LengthSizeOffset] & 3) + 1; !units.IsEmpty;)
            {
                Add(units.Bytes(units.Number(lengthBytes)), film);
            }

            // Tiles that share their bytes could make a small file endless.
            if (film.Length > 2L * most)
            {
                throw new InvalidDataException("The tiles have more bytes than the file.");
            }
        }

        return film.ToArray();
    }

    /// <summary>The parameter sets (ISO/IEC 14496-15, 8.3.3.1).</summary>
    private static void AddSetup(BoxReader setup, MemoryStream film)
    {
        setup.Bytes(LengthSizeOffset + 1);
        for (var kinds = setup.Number(1); kinds > 0; kinds--)
        {
            setup.Bytes(1);
            for (var sets = setup.Number(2); sets > 0; sets--)
            {
                Add(setup.Bytes(setup.Number(2)), film);
            }
        }
    }

    private static void Add(ReadOnlyMemory<byte> unit, MemoryStream film)
    {
        film.Write([0, 0, 0, 1]);
        film.Write(unit.Span);
    }
}
