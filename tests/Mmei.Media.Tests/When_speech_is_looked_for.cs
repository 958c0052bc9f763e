using Mmei.Media.Audio;

namespace Mmei.Media.Tests;

public sealed class When_speech_is_looked_for
{
    private static readonly VoiceRule Rule = new(SampleRate: 100, Window: 10, Threshold: 0.5f, MinWindows: 2, TimeSpan.FromSeconds(0.1));

    [Fact]
    public void Should_find_none_where_nobody_speaks() => Rule.Find([0.1f, 0.4f, 0.2f], 30).ShouldBeEquivalentTo(new SpokenParts([], 0));

    [Fact]
    public void Should_find_none_in_a_moment_alone() => Rule.Find([0, 0.9f, 0], 30).Parts.ShouldBeEmpty();

    [Fact]
    public void Should_keep_speech_with_its_margins()
    {
        var found = Rule.Find([0, 0, 0, 0.5f, 1, 0, 0, 0, 0, 0], 100);

        found.Parts.ShouldBe([20..60]);
        found.Share.ShouldBe(0.2);
    }

    [Fact]
    public void Should_not_cut_at_a_short_pause() => Rule.Find([0, 1, 0, 0, 1, 0], 60).Parts.ShouldBe([0..60]);

    [Fact]
    public void Should_cut_at_a_long_pause() => Rule.Find([1, 0, 0, 0, 1, 0], 60).Parts.ShouldBe([0..20, 30..60]);

    [Fact]
    public void Should_end_where_the_sound_ends() => Rule.Find([0, 1, 1], 25).Parts.ShouldBe([0..25]);
}
