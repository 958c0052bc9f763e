using Mmei.Contracts.Taxonomy;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>What holds of both deployments: of faces, voices and words nothing is kept, in no form.</summary>
public abstract class NothingIsKept(MarkedRun run)
{
    [Fact]
    public void Should_keep_no_picture_sound_or_word_anywhere() => run.Leaks.ShouldBeEmpty();

    /// <summary>A search of what was never worked on would find nothing either.</summary>
    [Fact]
    public void Should_have_read_all_of_it() => run.Answers.SelectMany(answer => answer.Modalities.Values)
        .ShouldAllBe(modality => modality.Status == ModalityStatus.Used);

    [Fact]
    public void Should_send_no_id_of_a_person_with_metrics_and_logs()
    {
        run.Sent.ShouldBe(["logs", "metrics", "traces"]);
        run.Planted.ShouldNotContain(finding => finding.Place == "sent: logs" || finding.Place == "sent: metrics");
    }

    [Theory]
    [InlineData("database: ranking_items.title", "as it is")]
    [InlineData("database: ranking_decisions.record", "as it is")]
    [InlineData("sent: traces", "as it is")]
    [InlineData("state: planted.log", "as it is")]
    [InlineData("temporary: planted", "base64, 0 bytes in")]
    public void Should_be_found_where_it_was_put_on_purpose(string place, string form) =>
        run.Planted.ShouldContain(finding => finding.Place == place && finding.Form == form);
}
