using Mmei.Messaging;

namespace Mmei.Ranking.Rank;

/// <summary>
/// The observations that this process has answered, as far back as a repetition can come: around a crash fusion sends an outcome again,
/// and the
/// first one counts.
/// </summary>
internal sealed class AnsweredObservations
{
    private const int Remembered = 50_000;

    private readonly HashSet<Guid> _answering = [];
    private readonly RecentIds _answered = new(Remembered);
    private readonly Lock _gate = new();

    /// <summary>Answers unless it has been answered, or is being answered, already.</summary>
    /// <returns>Whether <paramref name="answer"/> was called. Where it fails, the observation may be tried again.</returns>
    public async Task<bool> TryAnswerAsync(Guid observationId, Func<Task> answer)
    {
        lock (_gate)
        {
            if (_answered.Contains(observationId) || !_answering.Add(observationId))
            {
                return false;
            }
        }

        var isAnswered = false;
        try
        {
            await answer();
            isAnswered = true;
        }
        finally
        {
            lock (_gate)
            {
                _answering.Remove(observationId);
                if (isAnswered)
                {
                    _answered.Add(observationId);
                }
            }
        }

        return true;
    }
}
