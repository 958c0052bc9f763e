using Mmei.Feedback.Policies;
using Mmei.Learning;

namespace Mmei.Feedback.Tests.Policies;

public sealed class When_a_state_is_stored
{
    private static readonly LinearPosterior Posterior = Learned();

    [Fact]
    public void Should_read_back_the_same_posterior() =>
        LinearPosterior.FromBytes(Posterior.ToBytes()).ToBytes().ShouldBe(Posterior.ToBytes());

    [Fact]
    public void Should_go_on_learning_where_it_stopped()
    {
        var restored = LinearPosterior.FromBytes(Posterior.ToBytes());
        var unbroken = Posterior.Clone();
        restored.Add([1, 0.5, 0], 0.75);
        unbroken.Add([1, 0.5, 0], 0.75);

        restored.ToBytes().ShouldBe(unbroken.ToBytes());
    }

    [Fact]
    public void Should_read_back_the_same_policy()
    {
        var policy = Posterior.ToPolicy(42, 2, 0.3);

        var restored = PolicyState.FromBytes(policy.ToBytes());

        (restored.Name, restored.Version, restored.Count, restored.NoiseScale).ShouldBe(("lin-ts", 42, 20, 0.3));
        restored.Mean.ToArray().ShouldBe(policy.Mean.ToArray());
        restored.Deviation([1, 0, 0.5]).ShouldBe(policy.Deviation([1, 0, 0.5]));
    }

    [Fact]
    public void Should_detect_every_flipped_byte()
    {
        var (posterior, policy) = (Posterior.ToBytes(), Posterior.ToPolicy(1, 1, 1).ToBytes());
        for (var i = 0; i < posterior.Length; i++)
        {
            Should.Throw<CorruptStateException>(() => LinearPosterior.FromBytes(Flipped(posterior, i)));
        }

        for (var i = 0; i < policy.Length; i++)
        {
            Should.Throw<CorruptStateException>(() => PolicyState.FromBytes(Flipped(policy, i)));
        }
    }

    [Fact]
    public void Should_detect_every_truncation()
    {
        var bytes = Posterior.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Should.Throw<CorruptStateException>(() => LinearPosterior.FromBytes(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Should_not_take_a_posterior_for_a_policy() =>
        Should.Throw<CorruptStateException>(() => PolicyState.FromBytes(Posterior.ToBytes())).Message.ShouldContain("LPOL");

    private static byte[] Flipped(byte[] bytes, int index)
    {
        var copy = bytes.ToArray();
        copy[index] ^= 0x10;
        return copy;
    }

    private static LinearPosterior Learned()
    {
        var posterior = new LinearPosterior(3);
        foreach (var (features, reward) in new SyntheticProblem(3, 5).Observations(20))
        {
            posterior.Add(features, reward);
        }

        return posterior;
    }
}
