using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Tests.Rank;

public sealed class When_an_observation_is_told_again
{
    private readonly AnsweredObservations _answered = new();
    private readonly Guid _id = new("0193a000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Should_answer_it_once()
    {
        var answers = 0;

        var results = new List<bool>();
        for (var i = 0; i < 3; i++)
        {
            results.Add(await _answered.TryAnswerAsync(_id, () => Task.FromResult(++answers)));
        }

        results.ShouldBe([true, false, false]);
        answers.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_answer_it_while_it_is_being_answered()
    {
        var first = new TaskCompletionSource();
        var answering = _answered.TryAnswerAsync(_id, () => first.Task);

        (await _answered.TryAnswerAsync(_id, () => Task.CompletedTask)).ShouldBeFalse();

        first.SetResult();
        (await answering).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_try_again_after_a_failure()
    {
        await Should.ThrowAsync<IOException>(() => _answered.TryAnswerAsync(_id, () => throw new IOException()));

        (await _answered.TryAnswerAsync(_id, () => Task.CompletedTask)).ShouldBeTrue();
    }
}
