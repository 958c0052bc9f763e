using System.Diagnostics;

namespace Mmei.Media.Tests;

/// <summary>Seeded mutations of good files: each is read or rejected, soon, and nothing else happens.</summary>
public sealed class When_media_are_hostile
{
    private const int Mutations = 60;

    private static readonly TimeSpan soon = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("png")]
    [InlineData("png-rgba")]
    [InlineData("png-palette")]
    [InlineData("webp")]
    [InlineData("webp-lossless")]
    [InlineData("jpeg-progressive")]
    [InlineData("orientation-6")]
    public void Should_read_or_reject_a_broken_picture(string name)
    {
        var decoder = new ImageDecoder(new ImageLimits { MaxPixels = 4_000_000 });
        var random = new Random(name.Sum(c => c));
        for (var i = 0; i < Mutations; i++)
        {
            var media = Mutate(Fixture.Pictures[name], random);
            var watch = Stopwatch.StartNew();
            try
            {
                var image = decoder.Decode(media, 48, TestContext.Current.CancellationToken);
                image.Pixels.Length.ShouldBe(image.Width * image.Height * 3);
            }
            catch (MediaRejectedException rejection)
            {
                rejection.Message.ShouldNotBeEmpty();
            }

            watch.Elapsed.ShouldBeLessThan(soon);
        }
    }

    [Fact]
    public async Task Should_read_or_reject_a_broken_sound()
    {
        var decoder = new AudioDecoder(new AudioLimits(), TimeProvider.System);
        var random = new Random(7);
        var file = Wav.Sine(400);
        for (var i = 0; i < 10 * Mutations; i++)
        {
            // Most of what can go wrong is in the first 44 bytes.
            byte[] media = [.. Mutate(file[..44], random), .. file[44..]];
            try
            {
                var sound = await decoder.DecodeAsync(media, 4, TestContext.Current.CancellationToken);
                Speech.Prepare(sound, 16_000, 0.5, 4).ShouldAllBe(s => float.IsFinite(s));
            }
            catch (MediaRejectedException rejection)
            {
                rejection.Message.ShouldNotBeEmpty();
            }
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var bytes = file.ToArray();
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            var at = random.Next(bytes.Length);
            bytes[at] = random.Next(4) switch
            {
                0 => 0,
                1 => 0xFF,
                2 => (byte)(bytes[at] ^ (1 << random.Next(8))),
                _ => (byte)random.Next(256),
            };
        }

        return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
