namespace Mmei.Ranking.Index;

internal static class VectorLength
{
    public static void Require(float[] vector)
    {
        if (vector.Length != IVectorIndex.Dimension)
        {
            throw new ArgumentException($"A vector has {IVectorIndex.Dimension} numbers, got {vector.Length}.", nameof(vector));
        }
    }
}
