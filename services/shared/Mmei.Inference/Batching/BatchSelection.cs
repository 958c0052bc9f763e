namespace Mmei.Inference;

/// <summary>Chooses what shares a batch. The oldest input is always in the next one, so none waits for ever.</summary>
internal static class BatchSelection
{
    /// <summary>
    /// Indices, ascending and beginning with 0, of the inputs that go together: first come first served among those that fit.
    /// </summary>
    /// <param name="lengths">The lengths of the waiting inputs, oldest first; at least one.</param>
    /// <param name="limits">What a batch may hold.</param>
    public static List<int> Choose(IReadOnlyList<int> lengths, BatchLimits limits)
    {
        var chosen = new List<int> { 0 };
        var longest = lengths[0];
        for (var i = 1; i < lengths.Count && chosen.Count < limits.MaxBatch; i++)
        {
            if (limits.EqualLength && lengths[i] != longest)
            {
                continue;
            }

            var padded = Math.Max(longest, lengths[i]);
            if ((long)padded * (chosen.Count + 1) <= limits.MaxPaddedCost)
            {
                chosen.Add(i);
                longest = padded;
            }
        }

        return chosen;
    }
}
