using System.IO.Compression;
using System.Text;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>The search can fail: it finds a marker in each form and nothing where there is none.</summary>
public sealed class When_a_marker_is_looked_for
{
    private static readonly Marker Sought = Marker.New("sought");
    private static readonly MarkerSearch Search = new([Sought, Marker.New("another")]);
    private static readonly byte[] Letters = Encoding.ASCII.GetBytes(Sought.Letters);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Should_find_it_in_base64_of_something_longer(int before)
    {
        byte[] around = [.. Enumerable.Repeat((byte)200, before), .. Letters, 7, 8];

        Search.In("here", Encoding.ASCII.GetBytes(Convert.ToBase64String(around))).ShouldHaveSingleItem().Form.ShouldStartWith("base64");
    }

    [Fact]
    public void Should_find_it_among_decoded_samples()
    {
        float[] samples = [0.5f, .. Letters.Chunk(2).Select(pair => BitConverter.ToInt16(pair) / 32_768f), 0.25f];

        Search.In("here", [.. samples.SelectMany(BitConverter.GetBytes)]).ShouldHaveSingleItem().Form.ShouldBe("samples as numbers");
    }

    [Fact]
    public void Should_find_it_in_hexadecimal() =>
        Search.In("here", Encoding.ASCII.GetBytes($"\\x00{Convert.ToHexStringLower(Letters)}00")).ShouldHaveSingleItem();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Should_find_it_in_what_is_packed(int head)
    {
        using var packed = new MemoryStream();
        packed.Write(new byte[head]);
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write([.. Letters, .. new byte[1_000], .. Letters]);
        }

        Search.InValue("here", packed.ToArray()).ShouldContain(new Finding("here", "sought", "as it is"));
    }

    [Fact]
    public void Should_find_nothing_elsewhere() =>
        Search.InValue("here", Encoding.ASCII.GetBytes(Marker.New("else").Letters)).ShouldBeEmpty();
}
