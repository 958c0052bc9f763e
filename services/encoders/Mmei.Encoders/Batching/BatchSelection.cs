namespace Mmei.Encoders.Batching;

/// <summary>
/// Chooses what shares a batch. The oldest input is always in the next one, so none waits for ever; the rest are of similar length.
/// </summary>
internal static class BatchSelection
{
    /// <summary>
    /// Indices, ascending and beginning with 0, of the inputs that go together: in order of length, to either side of the oldest input,
    /// whichever side adds less padding, while the limits hold. Equal lengths go in order of arrival.
    /// </summary>
    /// <param name="lengths">The lengths of the waiting inputs, oldest first; at least one.</param>
    /// <param name="limits">What a batch may hold.</param>
    public static List<int> Choose(IReadOnlyList<int> lengths, BatchLimits limits)
    {
        var byLength = Enumerable.Range(0, lengths.Count).OrderBy(index => lengths[index]).ToArray();
        var low = Array.IndexOf(byLength, 0);
        var high = low;
        var batch = new Candidate(1, lengths[0], lengths[0]);
        while (true)
        {
            var shorter = low > 0 ? batch.With(lengths[byLength[low - 1]], limits) : null;
            var longer = high < byLength.Length - 1 ? batch.With(lengths[byLength[high + 1]], limits) : null;
            if (longer is { } up && (shorter is not { } down || up.Padding <= down.Padding))
            {
                batch = up;
                high++;
            }
            else if (shorter is { } better)
            {
                batch = better;
                low--;
            }
            else
            {
                var chosen = byLength[low..(high + 1)];
                Array.Sort(chosen);
                return [.. chosen];
            }
        }
    }

    /// <summary>A batch that may be: how many inputs, the longest, and all lengths together.</summary>
    private readonly record struct Candidate(int Count, int Longest, long Total)
    {
        public long Padding => ((long)Longest * Count) - Total;

        /// <summary>This batch with one input more, or null where a limit is against it.</summary>
        public Candidate? With(int length, BatchLimits limits)
        {
            var grown = new Candidate(Count + 1, Math.Max(Longest, length), Total + length);
            var cost = (long)grown.Longest * grown.Count;
            var fits = grown.Count <= limits.MaxBatch
                && cost <= limits.MaxPaddedCost
                && (grown.Padding == 0 || (!limits.EqualLength && grown.Padding <= limits.MaxPadding * cost));
            return fits ? grown : null;
        }
    }
}
