namespace Mmei.Media.Tests.Corpus;

/// <summary>Ways to damage a good file.</summary>
internal static class Mutations
{
    private const int Head = 64;

    public static byte[] FlipBits(byte[] file, Random random) =>
        Change(file, random, file.Length, (value, dice) => (byte)(value ^ (1 << dice.Next(8))));

    public static byte[] Overwrite(byte[] file, Random random) => Change(file, random, file.Length, Extreme);

    /// <summary>Most of what a decoder believes stands in the first bytes.</summary>
    public static byte[] OverwriteHead(byte[] file, Random random) => Change(file, random, Math.Min(file.Length, Head), Extreme);

    public static byte[] MovePieces(byte[] file, Random random)
    {
        var (a, b) = (random.Next(file.Length), random.Next(file.Length));
        var (first, second) = (Math.Min(a, b), Math.Max(a, b));
        return [.. file[..first], .. file[second..], .. file[first..second]];
    }

    public static byte[] Splice(byte[] head, byte[] tail, Random random) =>
        [.. head[..random.Next(Math.Min(head.Length, 4 * Head))], .. tail[random.Next(tail.Length)..]];

    public static byte[] Append(byte[] file, byte[] other) => [.. file, .. "PK\u0003\u0004"u8, .. other];

    public static byte[] NoiseAfterHead(byte[] file, Random random)
    {
        var noise = new byte[random.Next(20_000)];
        random.NextBytes(noise);
        return [.. file[..Math.Min(file.Length, random.Next(8, Head))], .. noise];
    }

    public static byte[] Repeat(byte[] file, Random random) => [.. Enumerable.Repeat(file, random.Next(2, 20)).SelectMany(bytes => bytes)];

    private static byte[] Change(byte[] file, Random random, int within, Func<byte, Random, byte> change)
    {
        var bytes = file.ToArray();
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            var at = random.Next(within);
            bytes[at] = change(bytes[at], random);
        }

        return bytes;
    }

    private static byte Extreme(byte value, Random random) => random.Next(4) switch
    {
        0 => 0,
        1 => 0xFF,
        2 => 0x7F,
        _ => (byte)random.Next(256),
    };
}
