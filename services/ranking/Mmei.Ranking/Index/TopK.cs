namespace Mmei.Ranking.Index;

/// <summary>
/// The best of a stream of rows. It takes in a few times as many as are wanted before it sorts out the worst: that costs less than keeping
/// them in order. Rows with the score of the last one are all kept, so that ids can decide between them.
/// </summary>
internal sealed class TopK(int capacity)
{
    private const int Slack = 4;
    private float[] _scores = new float[Slack * capacity];
    private int[] _rows = new int[Slack * capacity];
    private int _count;

    /// <summary>Whatever scores less is not among the best.</summary>
    public float Least { get; private set; } = float.NegativeInfinity;

    /// <param name="row">Its number.</param>
    /// <param name="score">At least <see cref="Least"/>.</param>
    public void Offer(int row, float score)
    {
        if (_count == _scores.Length)
        {
            Cut();
        }

        (_scores[_count], _rows[_count]) = (score, row);
        _count++;
    }

    /// <summary>The best first, equal scores in the order of their ids.</summary>
    public IReadOnlyList<VectorHit> Take(Func<int, float, VectorHit> hit)
    {
        Cut();
        return
        [
            .. Enumerable.Range(0, _count).Select(at => hit(_rows[at], _scores[at]))
                .OrderByDescending(found => found.Score).ThenBy(found => found.ItemId, StringComparer.Ordinal).Take(capacity),
        ];
    }

    private void Cut()
    {
        Array.Sort(_scores, _rows, 0, _count);
        var first = Math.Max(0, _count - capacity);
        while (first > 0 && _scores[first - 1] == _scores[first])
        {
            first--;
        }

        if (_count >= capacity)
        {
            Least = _scores[first];
        }

        _count -= first;
        Array.Copy(_scores, first, _scores, 0, _count);
        Array.Copy(_rows, first, _rows, 0, _count);
        if (_count > _scores.Length / 2)
        {
            Array.Resize(ref _scores, _scores.Length * 2);
            Array.Resize(ref _rows, _rows.Length * 2);
        }
    }
}
