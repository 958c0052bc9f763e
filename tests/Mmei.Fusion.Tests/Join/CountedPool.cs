using System.Buffers;

namespace Mmei.Fusion.Tests.Join;

/// <summary>Memory that is spoilt when it is given back, so that who still reads it is found out, and that is given back once.</summary>
internal sealed class CountedPool : ArrayPool<byte>
{
    private readonly HashSet<byte[]> _rented = [];

    /// <summary>How many arrays have not been given back.</summary>
    public int Rented => _rented.Count;

    public override byte[] Rent(int minimumLength)
    {
        var array = new byte[minimumLength];
        _rented.Add(array);
        return array;
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        _rented.Remove(array).ShouldBeTrue("It was not rented, or given back before.");
        Array.Fill(array, (byte)0xff);
    }
}
