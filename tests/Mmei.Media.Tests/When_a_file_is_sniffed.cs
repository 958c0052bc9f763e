using System.Text;
using Mmei.Contracts.Media;

namespace Mmei.Media.Tests;

public sealed class When_a_file_is_sniffed
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", MediaType.Jpeg)]
    [InlineData("89504E470D0A1A0A0000000D49484452", MediaType.Png)]
    [InlineData("524946462400000057454250565038", MediaType.WebP)]
    [InlineData("524946462400000057415645666D7420", MediaType.Wav)]
    [InlineData("52463634FFFFFFFF5741564564733634", MediaType.Wav)] // RF64
    [InlineData("42573634FFFFFFFF5741564564733634", MediaType.Wav)] // BW64
    [InlineData("FFF150800000", MediaType.Aac)]
    [InlineData("FFF94C800000", MediaType.Aac)]
    [InlineData("664C614300000022", MediaType.Flac)]
    [InlineData("49443303000000", MediaType.Mp3)]
    [InlineData("FFFB9064", MediaType.Mp3)]
    [InlineData("FFF350C4", MediaType.Mp3)]
    [InlineData("4F67675300020000", MediaType.Ogg)]
    [InlineData("1A45DFA39F4286810142F7810142F2810442F381084282847765626D", MediaType.WebM)]
    [InlineData("0000001C667479704D344120", MediaType.Mp4)]
    [InlineData("00000018667479706D703432", MediaType.Mp4)]
    [InlineData("00000018667479703367703400000000", MediaType.Mp4)] // 3GP
    [InlineData("00000014667479707174202000000000", MediaType.Mp4)] // QuickTime
    [InlineData("0000001C66747970686569630000000000006D69663168656963", MediaType.Heic)]
    [InlineData("0000001C6674797068656978", MediaType.Heic)]
    [InlineData("00000018667479706D696631000000006D69663168656963", MediaType.Heic)]
    [InlineData("0000001C6674797061766966", MediaType.Avif)]
    [InlineData("00000018667479706D696631000000006D69663161766966", MediaType.Avif)]
    public void Should_know_the_formats_that_are_read(string hex, MediaType expected) =>
        MediaSniffer.Sniff(Convert.FromHexString(hex)).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("FF")]
    [InlineData("FFD8")]
    [InlineData("89504E47")]
    [InlineData("52494646240000004156492000000000")] // AVI
    [InlineData("1A45DFA3A34286810142F7810142F2810442F3810842828 86D6174726F736B61")] // Matroska
    [InlineData("0000001C667479706A703220")] // JPEG 2000
    [InlineData("0000001C6674797063727820")] // a camera's raw picture
    [InlineData("FFFE3C003F00")] // UTF-16 text
    [InlineData("FFF17C800000")] // AAC of no sampling rate
    [InlineData("524634360000002441564920")] // not RF64
    [InlineData("524946580000002457415645666D7420")] // WAV with its bytes the other way round, which ffmpeg reads wrongly
    [InlineData("474946383961")] // GIF
    [InlineData("49492A00")] // TIFF
    [InlineData("25504446")] // PDF
    public void Should_not_know_others(string hex) =>
        MediaSniffer.Sniff(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))).ShouldBeNull();

    [Fact]
    public void Should_not_take_markup_for_a_picture() =>
        MediaSniffer.Sniff(Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>")).ShouldBeNull();

    [Fact]
    public void Should_count_every_format_as_image_or_sound() =>
        MediaTypes.Images.Concat(MediaTypes.Sounds).Order().ShouldBe(Enum.GetValues<MediaType>());

    [Theory]
    [InlineData(MediaType.WebP, true)]
    [InlineData(MediaType.Heic, true)]
    [InlineData(MediaType.Aac, false)]
    [InlineData(MediaType.Wav, false)]
    [InlineData(MediaType.WebM, false)]
    public void Should_tell_images_from_sound(MediaType type, bool image)
    {
        type.IsImage().ShouldBe(image);
        type.IsSound().ShouldBe(!image);
    }

    [Fact]
    public void Should_read_no_further_than_the_prefix() =>
        MediaSniffer.Sniff([0x1A, 0x45, 0xDF, 0xA3, .. new byte[100], 0x42, 0x82, 0x84, .. "webm"u8]).ShouldBeNull();
}
