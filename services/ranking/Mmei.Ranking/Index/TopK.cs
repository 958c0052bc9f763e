namespace Mmei.Ranking.Index;

/// <summary>
/// The best of a stream of rows. It takes in a few times as many as are wanted before it sorts out the worst: that costs less than keeping
/// them in order. All rows stay that may be among the best once they are scored exactly.
/// </summary>
/// <param name="capacity">How many are wanted.</param>
/// <param name="margin">By how much two scores may stand in the wrong order.</param>
internal sealed class TopK(int capacity, float margin)
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
    /// <param name="exact">The hit of a row, with its exact score.</param>
    public IReadOnlyList<VectorHit> Take(Func<int, VectorHit> exact)
    {
        Cut();
        return
        [
            .. _rows.Take(_count).Select(exact)
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.ItemId, StringComparer.Ordinal).Take(capacity),
        ];
    }

    private void Cut()
    {
        Array.Sort(_scores, _rows, 0, _count);
        var first = Math.Max(0, _count - capacity);
        if (_count >= capacity)
        {
            Least = _scores[first] - margin;
            while (first > 0 && _scores[first - 1] >= Least)
            {
                first--;
            }
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
